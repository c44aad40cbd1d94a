namespace CryptoDashboard.Core.Bots;

/// <summary>Whether there is a reason to believe that what a bot does is more than luck, and which.</summary>
/// <param name="IsEnough">Whether it can be armed without an override.</param>
/// <param name="Sentence">For the Admin who would arm it.</param>
public sealed record ArmingProof(bool IsEnough, string Sentence);
