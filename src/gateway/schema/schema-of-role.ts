import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import type { Role } from '../../access/role.js';

type Named = DefinitionNode & { name: { value: string } };
type WithFields = Named & {
  fields?: readonly (FieldDefinitionNode | InputValueDefinitionNode)[];
  types?: readonly NamedTypeNode[];
};

const roots = ['Query', 'Mutation', 'Subscription'];

/**
 * Returns the SDL of what one role may read and call. Leaves out fields that the role has no access to, and types that
 * only those fields lead to.
 */
export function schemaOfRole(sdl: string, role: Role): string {
  const document = parse(sdl, { noLocation: true });
  const definitions = document.definitions.map((node) => withFieldsOf(node, role));
  return `${print(reachable({ ...document, definitions: withoutEmpty(definitions) }))}\n`;
}

function withFieldsOf(node: DefinitionNode, role: Role): DefinitionNode {
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return { ...node, fields: openTo(role, node.fields) };
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  return { ...node, fields: openTo(role, node.fields, rolesOf(node.directives)) };
}

function openTo<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  role: Role,
  fields: readonly Node[] = [],
  ofType?: string[],
): Node[] {
  return fields.filter(({ directives }) => (rolesOf(directives) ?? ofType)?.includes(role) ?? true);
}

function rolesOf(directives: readonly ConstDirectiveNode[] = []): string[] | undefined {
  const access = directives.find(({ name }) => name.value === 'access');
  const roles = access?.arguments?.find(({ name }) => name.value === 'roles')?.value;
  if (roles?.kind !== Kind.LIST) return undefined;
  return roles.values.flatMap((value) => (value.kind === Kind.ENUM ? [value.value] : []));
}

/** A type without fields is invalid, so it is removed together with the fields that return it. */
function withoutEmpty(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const empty = new Set(
    definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.fields?.length === 0 ? [node.name.value] : [],
    ),
  );
  if (empty.size === 0) return [...definitions];
  const kept = definitions
    .filter((node) => !(node.kind === Kind.OBJECT_TYPE_DEFINITION && empty.has(node.name.value)))
    .map((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION
        ? { ...node, fields: (node.fields ?? []).filter(({ type }) => !empty.has(nameOf(type))) }
        : node,
    );
  return withoutEmpty(kept);
}

/** Keeps only the types that are reachable from the root types; a union leads to its member types. */
function reachable(document: DocumentNode): DocumentNode {
  const types = new Map(
    document.definitions.flatMap((node): [string, WithFields][] =>
      'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION
        ? [[node.name.value, node as WithFields]]
        : [],
    ),
  );
  const found = new Set<string>();
  const open = [...roots];
  for (const node of document.definitions) {
    if (node.kind === Kind.DIRECTIVE_DEFINITION) open.push(...(node.arguments ?? []).map(({ type }) => nameOf(type)));
  }
  while (open.length > 0) {
    const name = open.pop() as string;
    const node = types.get(name);
    if (!node || found.has(name)) continue;
    found.add(name);
    for (const field of node.fields ?? []) {
      open.push(nameOf(field.type));
      if ('arguments' in field) open.push(...(field.arguments ?? []).map(({ type }) => nameOf(type)));
    }
    open.push(...(node.types ?? []).map(nameOf));
    if ('interfaces' in node) open.push(...(node.interfaces ?? []).map(({ name: { value } }) => value));
  }
  const isKept = (node: DefinitionNode) =>
    node.kind === Kind.DIRECTIVE_DEFINITION || !('name' in node) || !node.name || found.has(node.name.value);
  return { ...document, definitions: document.definitions.filter(isKept) };
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
