// Messages to people's phones in English. {braces} are filled in from the parameters of the kind.

export const en = {
  'application-received':
    '[Yikatong] We have received your application {number} for a third-generation social security card of {bank}. You can withdraw it within 10 minutes and follow it where you applied.',
  'application-withdrawn': '[Yikatong] Your application {number} has been withdrawn. You can apply again at any time.',
  'application-rejected':
    '[Yikatong] Your application {number} was sent back. Where you applied you can see why, correct it and send it again under the same number; what was right need not be filled in again. Or call 96066. Your old card goes on working.',
  'application-resubmitted':
    '[Yikatong] Your corrected application {number} was sent again and goes to {bank}; its time limit counts from today. You can withdraw it within 10 minutes. If this was not you, call 96066 at once.',
  'application-held':
    '[Yikatong] Your application {number} is on hold, because something about it has changed and is being checked. You are told when that is done; there is nothing to do for now. Where you applied you can see why, or call 96066. Your old card goes on working.',
  'application-released':
    '[Yikatong] Your application {number} has been checked and goes on under the same number. You can follow it where you applied.',
  'due-date-known':
    '[Yikatong] The last day for making the card of your application {number} is known now: {date}, mailing not included.',
  'account-refused':
    '[Yikatong] {bank} could not open the account for your application {number}. Where you applied you can see why and choose another bank under the same number, or call 96066. Your old card goes on working.',
  'bank-changed':
    '[Yikatong] Your application {number} now goes to {bank} under the same number; its time limit counts from today. You can withdraw it within 10 minutes. If this was not you, call 96066 at once.',
  'card-returned':
    '[Yikatong] Your third-generation social security card (application {number}) could not be delivered or was not collected; {bank} keeps it. Please choose an address or an outlet again where you applied, or call 96066.',
  'card-mailed':
    '[Yikatong] {bank} has mailed your third-generation social security card (application {number}). Please enable its social-security function when it arrives; until then your old card goes on working.',
  'ready-for-pickup':
    '[Yikatong] Your third-generation social security card is ready at {outlet} (application {number}). Please collect it in person with your valid ID; it can be enabled there.',
  'pickup-reminder':
    '[Yikatong] Your third-generation social security card (application {number}) has been at {outlet} for {days} days. Please collect it in person with your valid ID. It is kept without an end date; you can also call 96066.',
  'returned-reminder':
    '[Yikatong] Your third-generation social security card (application {number}) has been back at {bank} for {days} days. Please choose an address or an outlet again where you applied. It is kept without an end date; you can also call 96066.',
  'help-requested':
    '[Yikatong] Your request for help at home with the card has gone to {who}, for {day} if possible. They will call you first. Nobody who comes takes money. If this was not you, call 96066 at once.',
  'help-accepted':
    '[Yikatong] {who} will come to help you ({day}) and will call you first. Please have your valid ID at hand and be there yourself. Nobody who comes takes money.',
  'help-declined':
    '[Yikatong] {who} cannot come to help you ({day}). Your request is back at 96066, where somebody else is found for you and you are called. You can also call 96066 yourself.',
  'reissue-received':
    '[Yikatong] We have received your request {number} for a new card; {bank} makes it free of charge. The social-security function of the lost card is stopped for good and cannot be released, even if you find the card. If this was not you, call 96066 at once.',
  'exchange-received':
    '[Yikatong] We have received your request {number} to exchange your card; {bank} makes the new one free of charge. Your present card goes on working until the new one is enabled. If this was not you, call 96066 at once.',
  'replacement-refused':
    '[Yikatong] {bank} could not replace your card (request {number}). Go to one of its outlets with your valid ID, or ask again where you asked; or call 96066.',
  'reissued-card-mailed':
    '[Yikatong] {bank} has mailed your new social security card (request {number}). Enable its social-security function when you have it; until then you have no card for medical care.',
  'act-corrected':
    '[Yikatong] Something done about your social security card was a mistake; two members of staff checked it and put it right. Log in and see under “My record” how your card stands, or call 96066.',
  'card-cancelled':
    '[Yikatong] The social-security function of your card has been cancelled and cannot be used any more. The account is the issuing bank’s; after 6 months the bank may suspend what is not done at its counters. If this was not you, call 96066 at once.',
  'card-enabled':
    '[Yikatong] The social-security function of your third-generation card is enabled. Your old card is no longer valid from this moment, and your electronic card points to the new one. If this was not you, call 96066 at once.',
  'doubt-answered':
    '[Yikatong] There is an answer to what you asked about an entry of your record. Log in and read it under My record, or call 96066.',
  'ticket-answered':
    '[Yikatong] There is an answer to your question, suggestion or complaint. Log in and read it under Questions and complaints, or call 96066.',
  'finance-activated':
    '[Yikatong] The issuing bank has activated the financial function of your third-generation social security card. If this was not you, call 96066 at once.',
  'loss-reported':
    '[Yikatong] Your social security card is reported lost for now. It no longer works for medical care, and its bank has been asked to suspend the account. This ends by itself at {until}; to use the card earlier, take it and your valid ID to an outlet of its bank. If this was not you, call 96066 at once.',
  'loss-ended':
    '[Yikatong] The temporary loss of your social security card has ended, and its social-security function works again. The account follows the rules of the bank. If the card is still lost, report it again or call 96066.',
  'loss-released':
    '[Yikatong] Your social security card was released at its bank and its social-security function works again. If this was not you, call 96066 at once.',
  'formal-loss-reported':
    '[Yikatong] Your social security card is formally reported lost; this does not end by itself. For a new card go to an outlet of its bank with your valid ID. If this was not you, call 96066 at once.',
  'formal-loss-released':
    '[Yikatong] The formal loss of your social security card is released and its social-security function works again. If this was not you, call 96066 at once.',
  'bank-refused':
    'Yikatong: {bank} could not do what was asked about the account of your card. Please call the bank, or go to one of its outlets with your valid ID.',
  'bank-silent':
    'Yikatong: {bank} has not confirmed what was asked about the account of your card. Please call the bank; we keep asking too.',
  'transit-refund-ordered':
    '[Yikatong] The transit balance of your social security card, {amount} yuan, is paid back to the account you named by {date}. Questions: 96066.',
  'transit-refund-paid':
    '[Yikatong] {bank} has paid the transit balance of your social security card back to the account you named. Questions: 96066.',
  'authorisation-recorded':
    '[Yikatong] A service outlet has recorded your authorisation: somebody may see to your social security card for you. Log in to read what it covers and until when, and to revoke it at any time. If it was not you, revoke it or call 96066 at once.',
  'authorisation-revoked':
    '[Yikatong] One of your authorisations was revoked: nobody acts for you by it any more. If it was not you, call 96066 at once.',
  'bank-left':
    '[Yikatong] To change your bank, your former social security card was taken back and cancelled at its bank; there is no card until the new one. Now apply at an outlet of the new bank or online. If this was not you, call 96066 at once.',
  'contact-changed':
    '[Yikatong] Your contact details are changed; log in to see them. If this was not you, call 96066 at once.',
  'phone-now-here':
    '[Yikatong] This is now your phone for social security card services: news come here. The phone your bank keeps is as it was. If this was not you, call 96066 at once.',
  'phone-no-more-here':
    '[Yikatong] Your phone for social security card services was changed to another one: news no longer come here. If this was not you, call 96066 at once.',
  'service-proof-changed':
    '[Yikatong] The way you prove who you are for card services was changed (it has nothing to do with your bank or your medical account). If this was not you, call 96066 at once.',
  'service-proof-reset':
    '[Yikatong] The way you prove who you are for card services was reset (it has nothing to do with your bank or your medical account). If this was not you, call 96066 at once.',
  'service-proof-locked':
    '[Yikatong] Somebody failed five times in a row to prove to be you for card services, so this proof is locked; the card itself works as before. Reset it after logging in, or at an outlet. If this was not you, call 96066 at once.',
} as const;
