import { defineRefusals } from './refusal.js';

/** Refusals that any noun may answer. */
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
  FOUR_EYES: {
    meaning:
      'Four eyes: nobody decides what they, as a person, took part in preparing (docs/access.md lists the rules).',
    zh: () => '您参与了该事项的准备，须由另一人审定。',
    en: () => 'You took part in preparing this; another person has to decide.',
  },
});
