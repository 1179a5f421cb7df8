/** Puts text on the clipboard; WeChat itself says 内容已复制. */
export async function copyText(text: string): Promise<'copied' | 'not-copied'> {
  try {
    await wx.setClipboardData({ data: text });
    return 'copied';
  } catch {
    return 'not-copied'; // Where the privacy guide does not name the clipboard, WeChat refuses.
  }
}
