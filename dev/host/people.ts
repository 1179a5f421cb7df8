/** Somebody who may hold the phone. */
export interface Person {
  readonly id: string;
  /** As the console shows it. */
  readonly name: string;
  readonly openId: string;
  readonly isStaff: boolean;
}

export const PEOPLE: readonly Person[] = [
  { id: 'clerk', name: '店员', openId: 'o-demo-clerk', isStaff: true },
  { id: 'stranger', name: '陌生人', openId: 'o-demo-stranger', isStaff: false },
];

export function personById(id: string | undefined): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
