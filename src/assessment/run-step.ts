import { registerEnumType } from 'type-graphql';

/** The steps of a computation, in order. */
export enum RunStep {
  WAITING = 'WAITING',
  GATHERING = 'GATHERING',
  GRANTING = 'GRANTING',
  LISTING = 'LISTING',
  EXPLAINING = 'EXPLAINING',
  CLAIMS = 'CLAIMS',
  DONE = 'DONE',
}

registerEnumType(RunStep, {
  name: 'ProposalRunStep',
  description: '测算步骤: what the computation is at. Values may be added.',
  valuesConfig: {
    WAITING: { description: '等待: not begun; another computation of the programme may be running.' },
    GATHERING: { description: '汇集保单: every policy is judged by the rules.' },
    GRANTING: { description: '核定金额: the lines of each company, caps and budget.' },
    LISTING: { description: '列出未计入: what is left out, with its reasons.' },
    EXPLAINING: { description: '留存依据: amounts with their lines and trace, totals and the digest of the inputs.' },
    CLAIMS: { description: '更新企业补贴: the enterprises’ claims take over the new amounts.' },
    DONE: { description: '完成: the computation has ended.' },
  },
});
