/** Somebody who may hold the phone. */
export interface Person {
  readonly id: string;
  /** As the console shows it. */
  readonly name: string;
  readonly openId: string;
}

/** Is let in when the shop is opened. */
export const CLERK: Person = { id: 'clerk', name: '店员', openId: 'o-demo-clerk' };

export const PEOPLE: readonly Person[] = [
  CLERK,
  { id: 'stranger', name: '陌生人', openId: 'o-demo-stranger' },
];

export function personById(id: string | undefined): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
