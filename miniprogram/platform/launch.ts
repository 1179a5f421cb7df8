import { PAGE_PATHS } from '../contract/page-paths';
import { isDesktop } from './device';

let startsAtBoard = false;

/**
 * Notes how the mini-program was started. WeChat opens the first page of app.json, 查单, when
 * nothing else was asked for; at a computer, which stands at the counter, 看板 comes first.
 */
export function noteLaunch({ path, query }: WechatMiniprogram.App.LaunchShowOption): void {
  const isPlain = `/${path}` === PAGE_PATHS.search && Object.keys(query).length === 0;
  startsAtBoard = isPlain && isDesktop();
}

/** Tells once whether 看板 is to be shown first. */
export function takeStartAtBoard(): boolean {
  const was = startsAtBoard;
  startsAtBoard = false;
  return was;
}
