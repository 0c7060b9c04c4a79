// The words of a subscription that the API's schemas share; free of anything a browser does not have.

/** By which way somebody is warned. */
export const SUBSCRIBER_CHANNELS = ['telegram', 'web_push'] as const;
export type Channel = (typeof SUBSCRIBER_CHANNELS)[number];

/** Instead of a bot's own number: the bot that talks with people, whichever its token is. */
export const MAIN_BOT = 0;
