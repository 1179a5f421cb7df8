import type { Tap } from '../../../platform/input';
import type { StoredBell } from '../../../services/board-memory';
import { QUIET_CHOICES, quietWords } from '../../../ui/wording/quiet-wording';

const RING_HINT =
  '要处理的响两声，晚了的响一声；扫一单，查到、没查到、要处理各有一声。手机静音也响。响的时候，这部手机上的音乐会停';
const SWITCHES = [
  { key: 'isOn', title: '响铃', hint: RING_HINT },
  { key: 'vibrates', title: '振动', hint: '和响铃一起' },
] as const;

/** Settings of the bell (the board's sound) on this phone. Emits `set` (changed settings). */
Component({
  properties: { settings: { type: Object, value: { isOn: false, vibrates: true, quiet: null } } },
  data: { switches: SWITCHES, choices: QUIET_CHOICES.map(({ text }) => text), chosen: '' },
  observers: {
    settings({ quiet }: StoredBell) {
      this.setData({ chosen: quietWords(quiet) });
    },
  },
  methods: {
    toggle({ detail, currentTarget }: SwitchEvent) {
      this.triggerEvent('set', { [currentTarget.dataset.key]: detail.value });
    },
    choose({ currentTarget }: ChoiceTap) {
      const quietChoice = QUIET_CHOICES[currentTarget.dataset.index];
      if (quietChoice !== undefined) this.triggerEvent('set', { quiet: quietChoice.quiet });
    },
  },
});

type SwitchEvent = WechatMiniprogram.SwitchChange<
  Record<string, never>,
  { readonly key: (typeof SWITCHES)[number]['key'] }
>;
type ChoiceTap = Tap<{ readonly index: number }>;
