/**
 * Opens the phone's dialler, for which WeChat first asks the person. A cancelled call is an error
 * (`makePhoneCall:fail cancel`); `impossible`: the device cannot make calls.
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
