import { assetUrl } from '../values';
import { asyncApis } from './api';

/** Sound that a page has played: its file, and for how many ms; 0 while it plays. */
export interface PlayedSound {
  readonly src: string;
  ms: number;
}

const played: PlayedSound[] = [];

/** Returns what tests read by `__phone.device()`. */
export function playedSounds(): readonly PlayedSound[] {
  return played;
}

/**
 * One sound of wx.createInnerAudioContext, as far as the product uses it: `src`, play, stop,
 * destroy, onEnded and onError. A browser plays nothing before a person's first click: an error
 * is told.
 */
class InnerAudioContext {
  src = '';
  private audio: HTMLAudioElement | null = null;
  private begun: { readonly sound: PlayedSound; readonly at: number } | null = null;
  private readonly listeners = new Set<(failure: object) => void>();
  private readonly endListeners = new Set<() => void>();

  readonly play = (): void => {
    this.audio ??= this.create();
    const sound = { src: this.src, ms: 0 };
    played.push(sound);
    this.begun = { sound, at: performance.now() };
    this.audio.currentTime = 0;
    this.audio.play().catch(() => {
      this.fail();
    });
  };

  readonly stop = (): void => {
    this.audio?.pause();
    this.end();
  };

  readonly destroy = (): void => {
    this.stop();
    this.audio = null;
    this.listeners.clear();
    this.endListeners.clear();
  };

  readonly onEnded = (listener: () => void): void => {
    this.endListeners.add(listener);
  };

  readonly onError = (listener: (failure: object) => void): void => {
    this.listeners.add(listener);
  };

  private create(): HTMLAudioElement {
    const audio = new Audio(assetUrl(this.src, ''));
    audio.addEventListener('ended', () => {
      this.end();
      for (const listener of this.endListeners) listener();
    });
    audio.addEventListener('error', () => {
      this.fail();
    });
    return audio;
  }

  private end(): void {
    if (this.begun !== null) this.begun.sound.ms = Math.round(performance.now() - this.begun.at);
    this.begun = null;
  }

  /** Stopping before it has begun is no failure. */
  private fail(): void {
    if (this.begun === null) return;
    for (const listener of this.listeners) listener({ errCode: 10001, errMsg: 'play failed' });
  }
}

/** APIs of sounds. Whether the phone is silent is unknown here, so the option changes nothing. */
export const audioApis = {
  createInnerAudioContext: (): InnerAudioContext => new InnerAudioContext(),
  ...asyncApis({
    setInnerAudioOption: () => undefined,
  }),
};
