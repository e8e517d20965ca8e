// Writes schema/changelog.json: what changed in the schema with each release, for programs. The entry of this version is the
// difference to the last release (git tag v…); entries of earlier versions stay as they were written.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, GraphQLEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

const file = 'schema/changelog.json';

/** How each change meets a client; `path` is a coordinate as `Claim.status`. */
export async function changesBetween(before, now) {
  const levels = {
    [CriticalityLevel.Breaking]: 'BREAKING',
    [CriticalityLevel.Dangerous]: 'DANGEROUS',
    [CriticalityLevel.NonBreaking]: 'SAFE',
  };
  const changes = await diff(buildSchema(before), buildSchema(now));
  return changes.map(({ type, path = null, message, criticality: { level } }) => ({
    level: levels[level],
    type,
    path,
    message,
  }));
}

/** Everything that is deprecated now, with the reason, which names what to use instead and the day. */
export function deprecatedIn(sdl) {
  const parts = Object.values(buildSchema(sdl).getTypeMap()).flatMap((type) => {
    if (type instanceof GraphQLEnumType) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      [`${type.name}.${field.name}`, field],
      ...(field.args ?? []).map((argument) => [`${type.name}.${field.name}(${argument.name}:)`, argument]),
    ]);
  });
  return parts.flatMap(([path, { deprecationReason }]) =>
    deprecationReason ? [{ path, reason: deprecationReason }] : [],
  );
}

function schemaOf(version) {
  try {
    return execFileSync('git', ['show', `v${version}:schema/schema.graphql`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

async function write() {
  const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  const now = fs.readFileSync('schema/schema.graphql', 'utf8');
  const { releases } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { releases: [] };
  const written = releases.find((release) => release.version === version);
  const earlier = releases.filter((release) => release !== written);
  const since = earlier[0]?.version ?? null;
  const before = since && schemaOf(since);
  // A copy without the tags of releases cannot compare, and leaves what was written.
  const changes = before ? await changesBetween(before, now) : (written?.changes ?? []);
  const content = { releases: [{ version, since, changes }, ...earlier], deprecated: deprecatedIn(now) };
  fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

if (import.meta.main) await write();
