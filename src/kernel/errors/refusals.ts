import { defineRefusals } from './refusal.js';

/** Refusals that any noun may have. */
export const refuse = defineRefusals({
  VERSION_CONFLICT: {
    meaning: 'Somebody changed the object since you read it.',
    zh: ({ present }) => `该对象已被他人更新，当前版本为 ${present}。请重新读取后再操作。`,
    en: ({ present }) => `It was changed meanwhile; its version is now ${present}. Read it again, then decide.`,
  },
  REASON_MISSING: {
    meaning: 'The action needs a reason in words.',
    zh: () => '请填写理由。',
    en: () => 'Give a reason.',
  },
  NAME_MISSING: {
    meaning: 'The name that `path` points to is missing.',
    zh: () => '名称（姓名）不能为空，请填写。',
    en: () => 'Give the name.',
  },
  CREDIT_CODE_INVALID: {
    meaning: 'The credit code fails GB 32100 and its organisation code fails GB 11714.',
    zh: ({ found, known }) =>
      `统一社会信用代码“${found}”校验不通过（GB 32100-2015，18 位）。${known ? `同名企业的代码为 ${known}，` : ''}请对照营业执照核对。`,
    en: ({ found, known }) =>
      `The credit code "${found}" fails its check (GB 32100-2015, 18 characters). ${known ? `A company of this name has ${known}. ` : ''}Compare it with the business licence.`,
  },
  FOUR_EYES: {
    meaning:
      'Four eyes: nobody decides what they, as a person, took part in preparing (docs/access.md lists the rules).',
    zh: () => '您参与了该事项的准备，须由另一人审定。',
    en: () => 'You took part in preparing this; another person has to decide.',
  },
  IDEMPOTENCY_CONFLICT: {
    meaning: 'The idempotency key was used before with another input.',
    zh: ({ key }) => `幂等键“${key}”已用于另一份内容。若是新的请求，请换一个键；若是重试，请原样重发。`,
    en: ({ key }) =>
      `The idempotency key "${key}" was used with another input. For a new request take a new key; to retry, send the same input.`,
  },
});
