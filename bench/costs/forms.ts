import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Role } from '../../src/access/role.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import { idOf, kinds } from '../../test/kit/grown.js';
import { requiredOf } from '../../test/kit/list-forms.js';
import { programmeCode } from '../../test/kit/world.js';

/** A way to request a field, and its name in the report. */
export interface Form {
  coordinate: string;
  query: string;
}

type Field = GraphQLField<unknown, unknown>;

const isConnection = ({ type }: Field) => getNamedType(type).name.endsWith('Connection');

const nodeType = (field: Field) =>
  getNamedType((getNamedType(field.type) as GraphQLObjectType).getFields()['nodes']!.type) as GraphQLObjectType;

const allows = (field: Field, role: Role) => {
  const { access } = field.extensions as { access?: Role[] };
  return access === undefined || access.includes(role);
};

/** Returns the plain fields of a type that this role may read. */
function leavesOf(type: unknown, role: Role): string {
  if (!isObjectType(type)) return '__typename';
  const leaves = Object.values(type.getFields()).filter(
    (field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument) && allows(field, role),
  );
  return ['__typename', ...leaves.map(({ name }) => name)].join(' ');
}

/** Returns the fields of a type that are more than a plain value. */
function relationsOf(type: unknown, role: Role): Field[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).filter(
    (field) =>
      !field.args.some(isRequiredArgument) &&
      allows(field, role) &&
      (field.args.length > 0 || !isLeafType(getNamedType(field.type))),
  );
}

function selectionOf(field: Field, role: Role): string {
  if (isLeafType(getNamedType(field.type))) return '';
  if (isConnection(field)) return `{ nodes { ${leavesOf(nodeType(field), role)} } }`;
  return `{ ${leavesOf(getNamedType(field.type), role)} }`;
}

const numbers: Record<string, number> = {
  Claim: kinds.claim,
  Policy: kinds.policy,
  PublicityNotice: kinds.notice,
  Submission: kinds.submission,
};

/** Returns the id of an object that a grown database has. */
const idOfType = (type: string) => `"${globalId(type, idOf(numbers[type] as number, 1))}"`;

/** Returns the values of arguments that only queries of objects have. */
function argumentsOf({ type }: Field): Record<string, string> {
  const { name } = getNamedType(type);
  return {
    code: `"${programmeCode}"`,
    policyNumbers: `[${Array.from({ length: 100 }, (_, at) => `"P-${at}"`).join(', ')}]`,
    id: idOfType(Object.hasOwn(numbers, name) ? name : 'Policy'),
    ids: `[${idOfType('Policy')}]`,
  };
}

/** Yields what is measured: each query alone, its count, and each relation of its objects. */
export function* fieldFormsOf(schema: GraphQLSchema, role: Role, creditCode: string): Generator<Form> {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    if (!allows(field, role)) continue;
    const call = (...more: string[]) => {
      const args = [...requiredOf(field, creditCode, argumentsOf(field)), ...more].join(', ');
      return args ? `${field.name}(${args})` : field.name;
    };
    const coordinate = `Query.${field.name}`;
    if (!isConnection(field)) {
      yield { coordinate, query: `{ ${call()} ${selectionOf(field, role)} }` };
      const type = getNamedType(field.type);
      for (const relation of relationsOf(type, role)) {
        const query = `{ ${call()} { ${relation.name} ${selectionOf(relation, role)} } }`;
        yield { coordinate: `${coordinate}.${relation.name}`, query };
      }
      continue;
    }
    yield { coordinate: `${coordinate} first: 100`, query: `{ ${call('first: 100')} ${selectionOf(field, role)} }` };
    const connection = getNamedType(field.type) as GraphQLObjectType;
    if (connection.getFields()['totalCount']) {
      yield { coordinate: `${connection.name}.totalCount`, query: `{ ${call('first: 1')} { totalCount } }` };
    }
    const node = nodeType(field);
    for (const relation of relationsOf(node, role)) {
      const query = `{ ${call('first: 20')} { nodes { ${relation.name} ${selectionOf(relation, role)} } } }`;
      yield { coordinate: `${node.name}.${relation.name}`, query };
    }
  }
}
