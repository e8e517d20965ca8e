/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who takes part in a programme, and so what they may see and do. */
export type Role =
  /** 审计监督: reads everything, changes nothing. */
  | 'AUDITOR'
  /** 企业: a verified person who acts for an enterprise. */
  | 'ENTERPRISE'
  /** 省财政厅: the provincial department of finance. */
  | 'FINANCE'
  /** 保险机构: a clerk of an institution, or its core system. */
  | 'INSURER'
  /** 平台运营方: the operator of the platform. */
  | 'PLATFORM'
  /** 社会公众: anybody, without a token. */
  | 'PUBLIC'
  /** 金融监管局: the provincial financial regulator. */
  | 'REGULATOR'
  /** 省科技厅: the provincial department of science and technology. */
  | 'SCIENCE';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { role: Role, subject: string | null, tokenExpiresAt: string | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    role
    subject
    tokenExpiresAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;