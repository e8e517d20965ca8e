import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createSchema, createYoga } from 'graphql-yoga';
import { recipients, typeDefs } from './listed.mjs';

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers: { Query: { recipients } } }),
  plugins: [useResponseCache({ session: () => null, ttl: 3_600_000 })],
  logging: false,
});
createServer(yoga).listen(Number(process.env.PORT));
