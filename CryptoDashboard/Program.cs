using CryptoDashboard.CommandLine;

return await Verbs.Run(args);
