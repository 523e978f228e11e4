import { z } from 'zod';
import { oneOf, wholeNumber } from '../../web/form-fields';
import { currencies, majorUnits, parseAmount } from '../currency';
import type { PayTerms } from './pay-terms';

/** What an administrator chooses. */
export type TermsChoice = Omit<PayTerms, 'id' | 'studyId' | 'validFrom' | 'createdBy' | 'createdAt'>;

const codes = currencies.map(({ code }) => code) as [string, ...string[]];
const amount = z.string({ error: 'Enter an amount.' }).trim().default('');

/** Amounts are typed as people say them, 9.50, and kept in minor units. */
export const termsForm = z
  .strictObject({
    rate: oneOf('how the study pays', ['none', 'item', 'hour']),
    currency: oneOf('a currency', codes),
    amount,
    estimatedSeconds: wholeNumber('the seconds an item takes', 1, 3600),
    floorPerHour: amount,
    idleSeconds: wholeNumber('the idle cut', 10, 3600),
    training: oneOf('what training pays', ['same', 'fixed']),
    trainingAmount: amount,
    screenOutAmount: amount,
  })
  .transform((typed, check): TermsChoice => {
    const { rate, currency, estimatedSeconds, idleSeconds, training } = typed;
    const read = (name: 'amount' | 'floorPerHour' | 'trainingAmount' | 'screenOutAmount', least: number) => {
      const value = parseAmount(typed[name], currency);
      if (value !== undefined && value >= least) return value;
      const message = `Enter ${names[name]} as an amount such as ${majorUnits(1200, currency)}${least > 0 ? ', more than nothing' : ''}.`;
      check.addIssue({ code: 'custom', path: [name], message });
      return 0;
    };
    const isPaid = rate !== 'none';
    return {
      rate,
      currency,
      amount: isPaid ? read('amount', 1) : 0,
      estimatedSeconds,
      floorPerHour: isPaid ? read('floorPerHour', 0) : 0,
      idleSeconds,
      trainingAmount: isPaid && training === 'fixed' ? read('trainingAmount', 0) : null,
      screenOutAmount: isPaid ? read('screenOutAmount', 0) : 0,
    };
  });

const names = {
  amount: 'the rate',
  floorPerHour: 'the floor',
  trainingAmount: 'what a training item pays',
  screenOutAmount: 'what a screen-out pays',
} as const;
