import { createBell, playTone } from '../../../miniprogram/platform/sound';
import { installWx } from '../../support/fake-wx';

/** Makes a bell whose audio context records what is done with it. */
function setUp() {
  const done: string[] = [];
  const hears = { failure: (): void => undefined, end: (): void => undefined };
  installWx({
    setInnerAudioOption: (option: object) => {
      done.push(JSON.stringify(option));
      return Promise.resolve();
    },
    createInnerAudioContext: () => {
      done.push('create');
      const audio = {
        src: '',
        play: () => done.push(audio.src.endsWith('bell.wav') ? 'play' : `play ${audio.src}`),
        stop: () => done.push('stop'),
        destroy: () => done.push('destroy'),
        onError: (listener: () => void) => (hears.failure = listener),
        onEnded: (listener: () => void) => (hears.end = listener),
      };
      return audio;
    },
  });
  return { done, hears };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the bell', () => {
  it('uses one audio context for all rings, heard with the phone silent too', () => {
    const { done } = setUp();
    const bell = createBell();
    bell.ring(2, () => undefined);
    bell.ring(2, () => undefined);
    bell.destroy();
    const asked = '{"obeyMuteSwitch":false,"mixWithOther":true}';
    expect(done).toEqual([asked, 'create', 'play', 'stop', 'play', 'destroy']);
  });

  it('is stopped only while it rings: not once it has ended, failed (which it says) or been cut short', () => {
    const { done, hears } = setUp();
    const bell = createBell();
    const failed = jest.fn();
    for (const silence of ['end', 'failure', null] as const) {
      bell.ring(1, failed);
      if (silence !== null) hears[silence]();
      jest.advanceTimersByTime(1000);
    }
    bell.ring(2, failed);
    expect(done.slice(2)).toEqual(['play', 'play', 'play', 'stop', 'play']);
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('leaves the second note out, but not of the ring after', () => {
    const { done } = setUp();
    const bell = createBell();
    bell.ring(1, () => undefined);
    jest.advanceTimersByTime(300);
    bell.ring(2, () => undefined);
    done.length = 0;
    jest.advanceTimersByTime(1000);
    expect(done).toEqual([]);
    bell.ring(1, () => undefined);
    jest.advanceTimersByTime(1000);
    expect(done).toEqual(['stop', 'play', 'stop']);
  });
});

it('plays all tones in one audio context', () => {
  const { done } = setUp();
  playTone('/found.wav');
  playTone('/not-found.wav');
  expect(done).toEqual(['create', 'play /found.wav', 'play /not-found.wav']);
});
