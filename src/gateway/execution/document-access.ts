import {
  type DocumentNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { everybody, type Role } from '../../access/role.js';
import type { Scope } from '../../access/scope.js';
import { lackedScope, type Viewer } from '../../access/viewer.js';
import { nodeTypes } from '../node.resolver.js';
import { ruleOf } from '../schema/enforce-access.js';

/** Who may read every field that a document selects, whatever type an object turns out to be of. */
export interface DocumentAccess {
  roles: readonly Role[];
  /** What a token that has scopes needs for all of it. */
  scopes: readonly Scope[];
  /** Whether the type of some object is known only when it is there. */
  abstract: boolean;
}

/** The access of a valid document, from the rules of each of its fields. */
export function accessOf(schema: GraphQLSchema, document: DocumentNode): DocumentAccess {
  let roles = everybody;
  const scopes = new Set<Scope>();
  const types = new TypeInfo(schema);
  let abstract = false;
  const enter = () => {
    abstract ||= isAbstractType(getNamedType(types.getType()));
    for (const { owner, field } of fieldsAt(schema, types)) {
      const rule = ruleOf(field);
      // Behind `Node` a reader meets only objects of the types that `findNode` finds for its role.
      const met = owner === types.getParentType() ? everybody : (nodeTypes.get(owner.name)?.roles ?? everybody);
      roles = roles.filter((role) => rule.roles.includes(role) || !met.includes(role));
      for (const scope of rule.scopes) scopes.add(scope);
    }
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return { roles, scopes: [...scopes], abstract };
}

interface OwnedField {
  owner: GraphQLNamedType;
  field: GraphQLField<unknown, unknown>;
}

/** The field that is visited, of each object type that it may be read from. */
function fieldsAt(schema: GraphQLSchema, types: TypeInfo): OwnedField[] {
  const parent = getNamedType(types.getParentType());
  const name = types.getFieldDef()?.name ?? '';
  // What the schema says of itself is for everybody.
  if (!parent || name.startsWith('__') || parent.name.startsWith('__')) return [];
  const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
  return owners.flatMap((owner) => {
    const field = isObjectType(owner) ? owner.getFields()[name] : undefined;
    return field ? [{ owner, field }] : [];
  });
}

/** Whether every access check of the document would pass, and leave the viewer who they are. */
export function mayReadAll({ roles, scopes }: DocumentAccess, viewer: Viewer): boolean {
  return roles.includes(viewer.role) && lackedScope(viewer, scopes) === undefined;
}
