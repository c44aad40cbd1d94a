# Not built where this was written: no engine there. Kept plain on purpose.
FROM node:20-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY wwwroot-assets wwwroot-assets
COPY exchange-bridge exchange-bridge
RUN npm ci --ignore-scripts && cd wwwroot-assets && node build.mjs && cd .. && npm prune --omit=dev --ignore-scripts

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
COPY --from=assets /src/CryptoDashboard/wwwroot/dist CryptoDashboard/wwwroot/dist
RUN dotnet publish CryptoDashboard -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends curl tzdata && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home desk && mkdir /data && chown desk /data
WORKDIR /app
COPY --from=build /app .
# Node and ccxt run the exchange bridge.
COPY --from=assets /usr/local/bin/node /usr/local/bin/node
COPY --from=assets /src/exchange-bridge /app/exchange-bridge
COPY --from=assets /src/node_modules /app/node_modules
# The server's libraries want their symbolic links beside them, which the program makes at its first start.
RUN chown -R desk /app/node_modules
USER desk
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s CMD curl -fsS http://localhost:3000/health/live || exit 1
ENTRYPOINT ["dotnet", "CryptoDashboard.dll", "--data", "/data", "--urls", "http://0.0.0.0:3000"]
