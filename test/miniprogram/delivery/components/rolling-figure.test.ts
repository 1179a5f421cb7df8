import { renderComponent } from '../../../support/rendered-component';

describe('a figure that rolls', () => {
  it('shows a clock time, of which what changes rolls in', async () => {
    const figure = renderComponent('rolling-figure', { figure: '12:43' });
    expect(figure.text('.figure')).toBe('12:43');
    expect(figure.count('.character--new')).toBe(0);
    await figure.set({ figure: '12:45' });
    expect(figure.text('.character--new')).toBe('5');
  });

  it('counts seconds without rolling', async () => {
    const figure = renderComponent('rolling-figure', { figure: '4:12', spoken: '已等 4 分' });
    await figure.set({ figure: '4:13' });
    expect(figure.text('.figure')).toBe('4:13');
    expect(figure.count('.character')).toBe(0);
  });
});
