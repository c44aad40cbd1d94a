# Sourced by ./run and ./test: brings packages, browser files and the build up to date, and does nothing where nothing changed.
# Needs only the .NET 10 SDK, Node 20 and npm.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\033[2m· %s\033[0m\n' "$*" >&2; }

need() {
  command -v "$1" >/dev/null 2>&1 || { echo "$1 was not found. Install $2, then try again." >&2; exit 1; }
}

# newer STAMP PATH... : whether anything below the paths is newer than the stamp
newer() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/dist' -o -path '*/wwwroot/_framework' -o -name TestResults \) -prune \
    -o -newer "$stamp" -type f -print 2>/dev/null | head -n 1)" ]
}

prepare_packages() {
  need node "Node 20"
  need npm "npm"
  if newer "$root/node_modules/.ready" "$root/package-lock.json"; then
    say "installing npm packages"
    (cd "$root" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error >&2)
    touch "$root/node_modules/.ready"
  fi
}

prepare_assets() {
  local out="$root/CryptoDashboard/wwwroot/dist"
  if newer "$out/.ready" "$root/wwwroot-assets" "$root/package-lock.json"; then
    say "bundling scripts and styles"
    (cd "$root/wwwroot-assets" && node build.mjs >&2)
    touch "$out/.ready"
  fi
}

# prepare_build PROJECT STAMP-NAME PATH... : builds in Release when a source is newer than the last build
prepare_build() {
  local project=$1 stamp="$root/artifacts/$2.ready"
  shift 2
  need dotnet "the .NET 10 SDK"
  if newer "$stamp" "$@" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/build" "$root/.editorconfig" "$root/CryptoDashboard/wwwroot/dist/.ready"; then
    say "building (Release)"
    mkdir -p "$root/artifacts"
    local log="$root/artifacts/$project.log"
    if ! dotnet build "$root/$project" -c Release --nologo -v quiet > "$log" 2>&1; then
      cat "$log" >&2
      exit 1
    fi
    touch "$stamp"
  fi
}
