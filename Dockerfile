# One image for the whole fleet; its command picks the app:
#
#   docker build -t parley .
#   docker run parley dist/apps/messaging/src/main.js
#
# One rather than eight: the apps are compiled together and share their packages, so eight images would differ by a few
# kilobytes; and a fleet whose contracts are compiled in must be rolled out at one version, which one tag guarantees.

FROM node:24.18.0-bookworm-slim AS source
WORKDIR /parley
COPY package.json package-lock.json ./

# No package here needs its install script: native ones carry their binaries.
FROM source AS packages
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM source AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY .swcrc ./
COPY libs libs
COPY apps apps
RUN npm run build

FROM node:24.18.0-bookworm-slim
# The file service shows a frame of each film and tells how long it and sounds are (A-CB-49). Debian's, so that its security
# support reaches programs that decode what strangers send; without what is only recommended, which is for desktops.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
ARG VERSION=development
LABEL org.opencontainers.image.title="Parley" \
      org.opencontainers.image.description="One chat backend that speaks five public API dialects" \
      org.opencontainers.image.version="${VERSION}"

# /data: what an app writes when it has no provider to give it to; a volume, since the rest may be read-only.
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HEALTH_PORT=9000 PARLEY_DATA=/data

WORKDIR /parley
COPY --from=packages /parley/node_modules node_modules
COPY package.json ./
COPY tools/cli tools/cli
COPY tools/infra/secrets.mjs tools/infra/secrets.mjs
COPY tools/database tools/database
COPY docs/api docs/api
COPY --from=build /parley/dist dist

# By number, so that Kubernetes can see that it is not root.
USER 1000:1000
EXPOSE 8000 9000

# Readiness, so that "healthy" means usable. Docker does not restart what is unhealthy; Kubernetes has its own probes.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/apps/gateway/src/main.js"]
