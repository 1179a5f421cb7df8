import type { RolledCharacter } from '../../view/rolled-characters';
import { rolledCharacters } from '../../view/rolled-characters';

/**
 * Time that the page shows large. Its digits roll when it changes, but not while it counts seconds.
 * It has no name of its own for screen readers: what lies around it has one.
 */
Component({
  properties: {
    /** Clock time, like `12:43`, or running time, like `4:12`. */
    figure: { type: String, value: '' },
    /** Words for a running time; empty for a clock time. */
    spoken: { type: String, value: '' },
  },
  data: {
    /** Clock time on show, which the next one replaces; empty while none is shown. */
    rolled: '',
    characters: [] as readonly RolledCharacter[],
  },
  observers: {
    'figure, spoken'(figure: string, spoken: string) {
      const { rolled } = this.data;
      const next = spoken === '' ? figure : '';
      if (next === rolled) return;
      this.setData({ rolled: next, characters: rolledCharacters(next, rolled) });
    },
  },
});
