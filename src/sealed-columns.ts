import { applicationNumberPlace } from './claim/claim-application.js';
import { filePlace } from './payment/release-payment.js';
import { numberPlace } from './bank-account/bank-account.js';
import { authorisationPlace } from './binding/enterprise-binding.js';
import { personPlace, phonePlace } from './account/account.js';
import { registeredPhonePlace } from './register/registered-company.js';
import { statePlace } from './client/oauth/oauth-adapter.js';
import { parametersPlace, phonePlace as messagePhonePlace } from './message/send-sms.js';
import { challengePlace } from './objection/contact-challenge.js';
import { contactPlace, namePlace } from './objection/file-objection.js';
import { secretPlace } from './webhook/register-webhook.js';

/** Everything that is stored sealed, with the place that it is sealed for. */
export const sealedColumns: readonly [table: string, column: string, place: string][] = [
  ['account_secret', 'sealed_person', personPlace],
  ['account_secret', 'sealed_phone', phonePlace],
  ['authorisation', 'sealed_content', authorisationPlace],
  ['bank_account', 'sealed_number', numberPlace],
  ['claim_application', 'sealed_number', applicationNumberPlace],
  ['contact_challenge', 'sealed_contact', challengePlace],
  ['oauth_state', 'sealed_payload', statePlace],
  ['objection_filing', 'sealed_contact', contactPlace],
  ['objection_filing', 'sealed_name', namePlace],
  ['payment_file', 'sealed_content', filePlace],
  ['registered_company', 'sealed_phone', registeredPhonePlace],
  ['text_message', 'sealed_parameters', parametersPlace],
  ['text_message', 'sealed_phone', messagePhonePlace],
  ['webhook', 'sealed_secret', secretPlace],
];
