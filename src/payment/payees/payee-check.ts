import { registerEnumType } from 'type-graphql';

/** The payee of a payment, as a bank's service is asked about it. */
export interface Payee {
  /** The reference of the line, so that the service can use it in its records. */
  reference: string;
  creditCode: string;
  holder: string;
  bankName: string;
  bankCode: string;
  accountNumber: string;
}

export interface PayeeAnswer {
  confirmed: boolean;
  /** The explanation of the service. */
  message: string;
}

/** A service that checks whether an account is open and belongs to its holder. */
export interface PayeeCheck {
  /** Throws OutsideServiceFault where the service does not answer; the result is then unknown. */
  check: (payee: Payee) => Promise<PayeeAnswer>;
}

declare module '../../access/shared-services.js' {
  interface OutsideServices {
    /** Checks accounts before they are paid. */
    payees?: PayeeCheck | undefined;
  }
}

/** The result of comparing the holder of an account with the company register. */
export enum HolderCheck {
  REGISTERED = 'REGISTERED',
  FORMER_NAME = 'FORMER_NAME',
  NOT_REGISTERED = 'NOT_REGISTERED',
  DIFFERENT = 'DIFFERENT',
}

registerEnumType(HolderCheck, {
  name: 'HolderCheck',
  description: '户名核对: how the holder of the account compares with the company register.',
  valuesConfig: {
    REGISTERED: { description: '与登记名称一致: it is the registered name.' },
    FORMER_NAME: { description: '与曾用名一致: it is a name that the company had before.' },
    NOT_REGISTERED: {
      description: '登记信息未收录: the register does not know the company; it is the name that the platform knows.',
    },
    DIFFERENT: { description: '不一致: it is another name; the line is on hold.' },
  },
});

export enum PayeeCheckStatus {
  OFF = 'OFF',
  PENDING = 'PENDING',
  CONFIRMED = 'CONFIRMED',
  REFUSED = 'REFUSED',
}

registerEnumType(PayeeCheckStatus, {
  name: 'PayeeCheckStatus',
  description: '账户核验: what the payee check of a bank says of the account.',
  valuesConfig: {
    OFF: { description: '未启用: no payee check is connected (`PAYEE_CHECK`).' },
    PENDING: { description: '核验中: the service has not answered; it is asked again automatically.' },
    CONFIRMED: { description: '核验通过: the account is open and in the name of the holder.' },
    REFUSED: { description: '核验不通过: the account is not as stated; the line is on hold.' },
  },
});
