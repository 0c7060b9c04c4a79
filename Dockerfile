# syntax=docker/dockerfile:1

# Dependencies are installed where npm is; the last stage has neither npm nor a compiler.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
# Everything is needed to build the console, and nothing of it to run it.
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
# The image's own account: PostgreSQL refuses to run as root, and nothing else here needs it.
USER node
VOLUME /data
EXPOSE 3000
# For the roles that serve HTTP; a bot or a worker of its own is given another check or none (deploy/compose.yaml).
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "cli/main.ts"]
CMD ["start"]
