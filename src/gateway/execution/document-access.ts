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
import { missingScope, type Viewer } from '../../access/viewer.js';
import { nodeTypes } from '../node.resolver.js';
import { ruleOf } from '../schema/enforce-access.js';

/** Who may read every field that a document selects, whatever the types of the objects are. */
export interface DocumentAccess {
  roles: readonly Role[];
  /** Scopes that a token needs for the whole document. */
  scopes: readonly Scope[];
  /** Whether the type of some object is only known at execution. */
  abstract: boolean;
}

/** Returns the access of a valid document, computed from the rules of all its fields. */
export function accessOf(schema: GraphQLSchema, document: DocumentNode): DocumentAccess {
  let roles = everybody;
  const scopes = new Set<Scope>();
  const types = new TypeInfo(schema);
  let abstract = false;
  const enter = () => {
    abstract ||= isAbstractType(getNamedType(types.getType()));
    for (const { owner, field } of fieldsAt(schema, types)) {
      const rule = ruleOf(field);
      // `Node` only returns objects of types that `findNode` finds for the role.
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

/** Returns the visited field of each object type that it may belong to. */
function fieldsAt(schema: GraphQLSchema, types: TypeInfo): OwnedField[] {
  const parent = getNamedType(types.getParentType());
  const name = types.getFieldDef()?.name ?? '';
  // Introspection is open to all.
  if (!parent || name.startsWith('__') || parent.name.startsWith('__')) return [];
  const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
  return owners.flatMap((owner) => {
    const field = isObjectType(owner) ? owner.getFields()[name] : undefined;
    return field ? [{ owner, field }] : [];
  });
}

/** Whether every access check of the document would pass without making the viewer PUBLIC. */
export function mayReadAll({ roles, scopes }: DocumentAccess, viewer: Viewer): boolean {
  return roles.includes(viewer.role) && missingScope(viewer, scopes) === undefined;
}
