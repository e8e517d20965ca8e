import { registerEnumType } from 'type-graphql';

/** The two departments that confirm and approve together. */
export enum Department {
  SCIENCE = 'SCIENCE',
  REGULATOR = 'REGULATOR',
}

registerEnumType(Department, {
  name: 'Department',
  description: '部门: one of the two departments that confirm institutions and approve drafts together.',
  valuesConfig: {
    SCIENCE: { description: '省科技厅: the provincial department of science and technology.' },
    REGULATOR: { description: '金融监管局: the provincial financial regulator.' },
  },
});
