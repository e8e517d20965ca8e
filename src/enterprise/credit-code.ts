export * from '../common/credit-code.js';
