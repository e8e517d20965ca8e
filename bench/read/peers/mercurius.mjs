import Fastify from 'fastify';
import mercurius from 'mercurius';
import { recipients, typeDefs } from './listed.mjs';

const app = Fastify();
app.register(mercurius, { schema: typeDefs, resolvers: { Query: { recipients } }, jit: 1 });
await app.listen({ port: Number(process.env.PORT) });
