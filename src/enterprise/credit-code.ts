export * from '../kernel/values/credit-code.js';
