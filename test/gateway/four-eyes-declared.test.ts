import { expect, test } from 'vitest';
import type { AccessExtension } from '../../src/access/access.js';
import { Role } from '../../src/access/role.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';

/*
 * Money and published lists depend on what the offices do. So each mutation that an office may call, other than for its own
 * account, decides by the rule of four eyes, prepares what another one decides, or says why one person is enough.
 */
const offices = [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.FINANCE];
const mutations = Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {}).map(
  ({ name, extensions }) => ({ name, ...(extensions as AccessExtension) }),
);
const ofOffices = mutations.filter(
  ({ access = [] }) => access.some((role) => offices.includes(role)) && !access.includes(Role.PUBLIC),
);
const preparing = new Set(mutations.flatMap(({ fourEyes }) => fourEyes?.notBy ?? []));

test('every mutation of an office declares four eyes, prepares a decision of another person, or says why one person is enough', () => {
  const silent = ofOffices.filter(({ name, fourEyes, onePerson }) => !fourEyes && !onePerson && !preparing.has(name));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('a preparation is an operation or a route, and no operation is both under four eyes and exempt', () => {
  const known = new Set(mutations.map(({ name }) => name));
  expect([...preparing].filter((name) => !known.has(name) && !/^(GET|POST) \//.test(name))).toEqual([]);
  const both = ofOffices.filter(({ name, fourEyes, onePerson }) => onePerson && (fourEyes || preparing.has(name)));
  expect(both.map(({ name }) => name)).toEqual([]);
});
