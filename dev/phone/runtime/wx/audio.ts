import { assetUrl } from '../values';
import { asyncApis } from './api';

const played: string[] = [];

/** Returns the files of all sounds since the start, in order, which tests read. */
export function playedSounds(): readonly string[] {
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
  /** File of `audio`, which another `src` replaces. */
  private loaded = '';
  private isPlaying = false;
  private failed = (_: object): void => undefined;
  private ended = (): void => undefined;

  readonly play = (): void => {
    if (this.audio === null || this.loaded !== this.src) this.audio = this.create();
    played.push(this.src);
    this.isPlaying = true;
    this.audio.currentTime = 0;
    this.audio.play().catch(() => {
      this.fail();
    });
  };

  readonly stop = (): void => {
    this.isPlaying = false;
    this.audio?.pause();
  };

  readonly destroy = (): void => {
    this.stop();
    this.audio = null;
  };

  readonly onEnded = (listener: () => void): void => {
    this.ended = listener;
  };

  readonly onError = (listener: (failure: object) => void): void => {
    this.failed = listener;
  };

  private create(): HTMLAudioElement {
    this.loaded = this.src;
    const audio = new Audio(assetUrl(this.src));
    audio.addEventListener('ended', () => {
      this.isPlaying = false;
      this.ended();
    });
    audio.addEventListener('error', () => {
      this.fail();
    });
    return audio;
  }

  /** Stopping before it has begun is no failure. */
  private fail(): void {
    if (this.isPlaying) this.failed({ errCode: 10001, errMsg: 'play failed' });
  }
}

/** APIs of sounds. Whether the phone is silent is unknown here, so the option changes nothing. */
export const audioApis = {
  createInnerAudioContext: (): InnerAudioContext => new InnerAudioContext(),
  ...asyncApis({ setInnerAudioOption: () => undefined }),
};
