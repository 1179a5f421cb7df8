/** Sound file of the board's bell: two soft notes. A ring may leave out the second note. */
const BELL = '/board/sounds/bell.wav';
/** Time (ms) in the file when the first note has faded and the second has not begun. */
const FIRST_NOTE_MS = 330;

export type Bell = ReturnType<typeof createBell>;

/**
 * Makes the bell, which rings even on a silent phone: one audio context for all rings, since WeChat
 * limits their number (developers.weixin.qq.com/miniprogram/dev/api/media/audio [O]).
 */
export function createBell() {
  let failed = (): void => undefined;
  let timer: number | null = null;
  void wx
    .setInnerAudioOption({ obeyMuteSwitch: false, mixWithOther: true })
    // Without the setting the bell still rings unless the phone is silent.
    .catch(() => undefined);
  const audio = wx.createInnerAudioContext();
  audio.src = BELL;
  // Only a playing sound may be stopped. Otherwise a client may report an error.
  let isRinging = false;
  audio.onEnded(() => {
    isRinging = false;
  });
  audio.onError(() => {
    isRinging = false;
    failed();
  });
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isRinging) audio.stop();
    isRinging = false;
  };
  return {
    /** Plays one note or two. `onFailure` is called when this device cannot play them. */
    ring: (notes: 1 | 2, onFailure: () => void): void => {
      failed = onFailure;
      stop();
      audio.play();
      isRinging = true;
      if (notes === 1) timer = setTimeout(stop, FIRST_NOTE_MS);
    },
    destroy: (): void => {
      if (timer !== null) clearTimeout(timer);
      audio.destroy();
    },
  };
}

let tones: WechatMiniprogram.InnerAudioContext | null = null;

/** Plays a file of the mini-program once; a device that cannot stays silent. */
export function playTone(file: string): void {
  tones ??= wx.createInnerAudioContext();
  tones.src = file;
  tones.play();
}
