const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of letters and digits without look-alikes, for people to copy: about 4.9 random bits each. */
export function newCode(random: () => number, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}
