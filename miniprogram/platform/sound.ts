/** Sound of the board's bell: two soft notes. Some rings play only the first note. */
const BELL_FILE = '/board/sounds/bell.wav';
/** Time (ms) in the file between the two notes: the first has faded, the second has not begun. */
const FIRST_NOTE_MS = 330;

export type Bell = ReturnType<typeof createBell>;

/**
 * Makes the bell (the board's sound). It rings even on a silent phone. One audio context plays all
 * rings: WeChat limits contexts (developers.weixin.qq.com/miniprogram/dev/api/media/audio [O]).
 */
export function createBell() {
  let reportFailure = (): void => undefined;
  let timer: number | null = null;
  void wx
    .setInnerAudioOption({ obeyMuteSwitch: false, mixWithOther: true })
    // If this setting fails, the bell still rings, unless the phone is silent.
    .catch(() => undefined);
  const audio = wx.createInnerAudioContext();
  audio.src = BELL_FILE;
  // Only a sound that is playing may be stopped, otherwise some clients report an error.
  let isRinging = false;
  audio.onEnded(() => {
    isRinging = false;
  });
  audio.onError(() => {
    isRinging = false;
    reportFailure();
  });
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isRinging) audio.stop();
    isRinging = false;
  };
  return {
    /** Plays one or both notes. `onFailure` is called when this device cannot play them. */
    ring: (notes: 1 | 2, onFailure: () => void): void => {
      reportFailure = onFailure;
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

let toneAudio: WechatMiniprogram.InnerAudioContext | null = null;

/** Plays a sound file of the mini-program once. On a device that cannot, nothing happens. */
export function playTone(file: string): void {
  toneAudio ??= wx.createInnerAudioContext();
  toneAudio.src = file;
  toneAudio.play();
}
