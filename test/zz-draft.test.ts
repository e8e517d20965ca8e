import { test } from 'vitest';
import fs from 'node:fs';
import { startTestGateway } from './kit/gateway.js';
import { MikroORM } from '@mikro-orm/postgresql';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { entities } from '../src/entities.js';
test('draft', async () => {
  const gateway = await startTestGateway();
  const orm = await MikroORM.init({ entities, clientUrl: gateway.ownerUrl, metadataProvider: ReflectMetadataProvider, timezone: 'UTC' });
  fs.writeFileSync('/tmp/draft6.sql', await orm.schema.getUpdateSchemaSQL());
  await orm.close(true);
  await gateway.stop();
});
