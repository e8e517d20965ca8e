export * from '../kernel/credit-code.js';
