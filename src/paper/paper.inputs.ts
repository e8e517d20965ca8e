import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { Role } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { Policy } from '../policy/policy.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';

@InputType({ description: 'A paper to attach to a policy.' })
export class AttachDocumentInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => ID, { description: 'The uploaded document: the id that `POST /upload/documents` returned.' })
  documentId: string;

  @Field(() => DocumentKind, { description: 'What the paper proves.' })
  kind: DocumentKind;
}

@InputType({ description: 'A paper to take off a policy.' })
export class RemoveDocumentInput {
  @Field(() => ID, { description: 'Global id of the policy.' })
  policyId: string;

  @Field(() => Int, { description: 'The version of the policy that you saw.' })
  version: number;

  @Field(() => ID, { description: 'Global id of the uploaded document.' })
  documentId: string;

  @Field(() => DocumentKind, { description: 'As what it was attached.' })
  kind: DocumentKind;
}

@ObjectType({ description: 'What became of the request to take a paper off.' })
@Access(Role.INSURER)
export class RemoveDocumentPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy with the papers that are left.' })
  policy?: Policy | null;
}

@ObjectType({ description: 'What became of the request to attach a paper.' })
@Access(Role.INSURER)
export class AttachDocumentPayload extends Payload {
  @Field(() => Policy, { nullable: true, description: 'The policy with its papers.' })
  policy?: Policy | null;
}
