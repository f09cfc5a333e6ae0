// The same words about the login in English.
import type { loginZh } from './login-zh.ts';

export const loginEn: Readonly<Record<keyof typeof loginZh, string>> = {
  'level.needed.0': 'No login',
  'level.needed.1': 'Login by phone is enough',
  'level.needed.2': 'Real name: name and ID number',
  'level.needed.3': 'Real name, and face or an equal proof',
  'level.comma': ', ',
  'level.stepUp.1': 'Log in with your phone and a code by text message.',
  'level.stepUp.2': 'Log in and give your name and ID number.',
  'level.stepUp.3':
    'Log in with name and ID number, then show your face; or choose one of the ways without a face, which count the same.',
  'level.withoutFace':
    'Wherever a face is asked for, a way without it stands beside it and counts the same. You can also call 96066 or go to an outlet.',
  'level.title': 'How to log in for what',
  'level.anyone': 'Help, outlets, progress of an application and “can I apply” need no login.',
  'action.open-home': 'Home',
  'action.see-own': 'see my card and progress',
  'action.see-record': 'see my record',
  'action.check-own-message': 'check a message sent to me',
  'action.urge': 'urge on',
  'action.manage-sessions': 'see where I am logged in',
  'action.manage-consents': 'see and withdraw consents',
  'action.apply': 'apply for the card',
  'action.choose-again': 'choose another bank or delivery',
  'action.withdraw-application': 'withdraw an application',
  'action.enable': 'enable a new card',
  'action.change-password': 'change the service password',
  'action.reset-password': 'reset the service password',
  'action.take-own-data': 'take all my data as a file',
  'action.request-help': 'ask for somebody to come and help',
  'action.order-replacement': 'ordering a new card',
  'action.report-loss': 'report a loss',
  'phoneHome.heading': 'You are logged in by phone',
  'phoneHome.lead':
    'You can read the policy, find outlets, look up progress and ask whether you can apply. For your own card and for services, prove who you are.',
  'phoneHome.more': 'To do more, prove who you are',
  'phoneHome.act': 'Real-name check',
  'resume.title': 'What you typed is still here',
  'resume.text':
    'Nothing was sent, because your login had ended or more proof was needed. You can go on now without typing it again.',
  'resume.act': 'Send what I typed',
  'resume.leave': 'Do not send it; go to the home page',
  'timeOut.title': 'Are you still there?',
  'timeOut.minutes':
    'For your safety you will be logged out (minutes left: {left}). Press the button to go on; nothing you typed is lost.',
  'timeOut.seconds':
    'For your safety you will be logged out (seconds left: {left}). Press the button to go on; nothing you typed is lost.',
  'timeOut.stay': 'I am here, go on',
  'timeOut.over': 'You have been logged out',
  'timeOut.kept': 'What you typed is not lost. Log in again to go on.',
  'timeOut.again': 'Log in again and go on',
};
