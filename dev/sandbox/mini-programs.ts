/** Mini-program of the demo's merchant, with an invented AppID and AppSecret. */
export interface SandboxMiniProgram {
  readonly name: string;
  readonly appId: string;
  readonly appSecret: string;
}

/** Mini-program in which the phone's pages run, and whose cloud is called. It places no orders. */
export const STAFF_MINI_PROGRAM: SandboxMiniProgram = {
  name: '骑手在哪',
  appId: 'wx0000000000000001',
  appSecret: '00000000000000000000000000000001',
};
/** Mini-program in which customers order, written by somebody else and already live. */
export const MALL: SandboxMiniProgram = {
  name: '茶小满点单',
  appId: 'wx00000000c4a10d4e',
  appSecret: 'c4a10d4e000000000000000000000a11',
};
/** Ordering mini-program of the merchant's second brand. */
export const SECOND_BRAND: SandboxMiniProgram = {
  name: '茶小满·面包',
  appId: 'wx00000000ba4e2b0d',
  appSecret: 'ba4e2b0d000000000000000000000b22',
};
export const MINI_PROGRAMS = [STAFF_MINI_PROGRAM, MALL, SECOND_BRAND] as const;

/** Mini-program by which orders are placed where none is named. */
export const PLACED_BY: SandboxMiniProgram = MALL;

export function miniProgramOf(appId: unknown): SandboxMiniProgram | undefined {
  return MINI_PROGRAMS.find((one) => one.appId === appId);
}
