/**
 * Opens the phone's dialler. WeChat first asks the person, and reports a cancelled call as an error
 * (`makePhoneCall:fail cancel`).
 *
 * @returns `impossible` on a device that cannot make calls, such as a computer
 */
export async function dial(phoneNumber: string): Promise<'dialled' | 'cancelled' | 'impossible'> {
  try {
    await wx.makePhoneCall({ phoneNumber });
    return 'dialled';
  } catch (failure) {
    const { errMsg } = (failure ?? {}) as { errMsg?: unknown };
    return typeof errMsg === 'string' && errMsg.includes('cancel') ? 'cancelled' : 'impossible';
  }
}
