/** State of a secret: stored; stored, but its encryption key is lost; never stored. */
export type SecretState = (typeof SECRET_STATES)[number];
export const SECRET_STATES = ['set', 'lost', 'missing'] as const;
