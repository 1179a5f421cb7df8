import type { ShownPerson } from '../protocol/host-state';

/** Simulated person who can hold the phone. */
export interface Person extends ShownPerson {
  readonly openId: string;
}

export const OWNER = person('owner', '店主', '周敏');
export const MANAGER = person('manager', '店长', '何青');
export const CLERK = person('clerk', '店员', '小林');
export const REMOVED = person('removed', '已离职', '小吴');
export const STRANGER = person('stranger', '陌生人', '路人');
export const REVIEWER = person('reviewer', '审核员', '微信审核');

export const PEOPLE: readonly Person[] = [OWNER, MANAGER, CLERK, REMOVED, STRANGER, REVIEWER];

export function personById(id: string | undefined): Person | undefined {
  return PEOPLE.find((each) => each.id === id);
}

function person(id: string, name: string, ownName: string): Person {
  return { id, name, ownName, openId: `o-demo-${id}` };
}
