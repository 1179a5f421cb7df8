import { renderComponent } from '../../../support/rendered-component';

describe('a sheet over a page', () => {
  it('has its title, and closes by its button and by a tap beside it', async () => {
    const sheet = renderComponent('bottom-sheet', { title: '响铃' }, ['close']);
    expect(sheet.text('.title')).toBe('响铃');
    await sheet.dispatch('.close', 'tap');
    await sheet.dispatch('.veil', 'tap');
    expect(sheet.emitted('close')).toBe(2);
  });

  it('stays open where it is tapped itself', async () => {
    const sheet = renderComponent('bottom-sheet', { title: '响铃' }, ['close']);
    await sheet.dispatch('.head', 'tap');
    expect(sheet.emitted('close')).toBe(0);
  });
});
