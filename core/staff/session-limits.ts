/** Minutes without a request after which a session ends (promise P13). */
export const IDLE_MINUTES = 30;
/** Hours after signing in at which a session ends whatever is done with it (promise P13). */
export const SESSION_HOURS = 12;
