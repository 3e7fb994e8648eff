// The application of the recorded story: JavaMail, mail.debug=true, XOAUTH2 over IMAP, SMTP and POP. The token comes
// by the environment. What it finds is printed as lines that begin with '= '; everything else is JavaMail's own log.
//
// usage: java -cp javax.mail.jar:activation.jar Story.java imap|work|idle|smtp|pop HOST PORT USER [RECIPIENT SUBJECT]

import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.mail.AuthenticationFailedException;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Multipart;
import javax.mail.Part;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.UIDFolder;
import javax.mail.event.MessageCountAdapter;
import javax.mail.event.MessageCountEvent;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.search.AndTerm;
import javax.mail.search.FlagTerm;
import javax.mail.search.FromStringTerm;
import javax.mail.search.SubjectTerm;
import com.sun.mail.imap.IMAPFolder;

public class Story {
    static final String token = System.getenv("TOKEN");

    public static void main(String[] words) throws Exception {
        String what = words[0];
        String host = words[1];
        int port = Integer.parseInt(words[2]);
        String user = words[3];
        try {
            switch (what) {
                case "imap": imap(host, port, user, false); break;
                case "work": imap(host, port, user, true); break;
                case "idle": idle(host, port, user); break;
                case "smtp": smtp(host, port, user, words[4], words[5]); break;
                case "pop": pop(host, port, user); break;
                default: throw new IllegalArgumentException(what);
            }
        } catch (AuthenticationFailedException refused) {
            say("refused: " + refused.getMessage());
            System.exit(3);
        } catch (SendFailedException refused) {
            say("not sent: " + refused.getMessage());
            System.exit(4);
        } catch (MessagingException failed) {
            say("failed: " + failed.getMessage());
            System.exit(5);
        }
    }

    static void say(String text) {
        System.out.println("= " + text);
        System.out.flush();
    }

    static Session session(String protocol) {
        Properties settings = new Properties();
        String prefix = "mail." + protocol + ".";
        settings.put(prefix + "auth.mechanisms", "XOAUTH2");
        settings.put(prefix + "auth", "true");
        settings.put(prefix + "starttls.enable", "true");
        settings.put(prefix + "starttls.required", protocol.equals("smtp") ? "true" : "false");
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "connectiontimeout", "15000");
        settings.put(prefix + "timeout", "30000");
        settings.put(prefix + "auth.xoauth2.two.line.authentication.format", "true");
        settings.put("mail.debug", "true");
        return Session.getInstance(settings);
    }

    static void imap(String host, int port, String user, boolean work) throws Exception {
        Store store = session("imaps").getStore("imaps");
        store.connect(host, port, user, token);
        for (Folder folder : store.getDefaultFolder().list("*")) say("folder: " + folder.getFullName());
        IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        for (Message message : inbox.getMessages()) {
            say("message: " + message.getSubject());
            show(message, "");
        }
        if (work) work(store, inbox);
        inbox.close(true);
        store.close();
    }

    /** What is in it, as JavaMail reads it from BODYSTRUCTURE. */
    static void show(Part part, String indent) throws Exception {
        String name = part.getFileName();
        say(indent + "part: " + part.getContentType().replaceAll("\\s+", " ") + (name == null ? "" : " file " + name));
        Object content = part.getContent();
        if (content instanceof Multipart) {
            Multipart parts = (Multipart) content;
            for (int i = 0; i < parts.getCount(); i += 1) show(parts.getBodyPart(i), indent + "  ");
        } else if (content instanceof String) {
            say(indent + "text: " + ((String) content).trim());
        } else if (content instanceof Part) {
            show((Part) content, indent + "  ");
        }
    }

    static void work(Store store, IMAPFolder inbox) throws Exception {
        Folder archive = store.getFolder("Projects/2026");
        if (!archive.exists()) say("created: " + archive.create(Folder.HOLDS_MESSAGES));
        Message[] found = inbox.search(new AndTerm(new SubjectTerm("move me"), new FromStringTerm("ben")));
        say("found: " + found.length);
        inbox.moveMessages(found, archive);
        archive.open(Folder.READ_WRITE);
        say("moved: " + archive.getMessage(1).getSubject());
        archive.getMessage(1).setFlag(Flags.Flag.FLAGGED, true);
        say("flagged: " + archive.search(new FlagTerm(new Flags(Flags.Flag.FLAGGED), true)).length);
        MimeMessage draft = new MimeMessage(session("imaps"));
        draft.setSubject("A draft", "utf-8");
        draft.setText("Not yet.", "utf-8");
        draft.setFlag(Flags.Flag.DRAFT, true);
        draft.setSentDate(new Date());
        Folder drafts = store.getFolder("Drafts");
        say("appended: " + ((IMAPFolder) drafts).appendUIDMessages(new Message[] { draft })[0].uid);
        archive.copyMessages(archive.getMessages(), store.getFolder("Archive"));
        archive.getMessage(1).setFlag(Flags.Flag.DELETED, true);
        say("expunged: " + archive.expunge().length);
        archive.close(false);
        say("deleted folder: " + archive.delete(true));
    }

    /** Waits in IDLE for one message; whoever runs this sends it after '= waiting'. */
    static void idle(String host, int port, String user) throws Exception {
        Store store = session("imaps").getStore("imaps");
        store.connect(host, port, user, token);
        IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        // JavaMail tells of events on a thread of its own.
        CountDownLatch told = new CountDownLatch(1);
        inbox.addMessageCountListener(new MessageCountAdapter() {
            @Override public void messagesAdded(MessageCountEvent event) {
                try {
                    for (Message message : event.getMessages())
                        say("arrived: " + message.getSubject() + " " + inbox.getUID(message));
                } catch (MessagingException failed) {
                    say("failed: " + failed.getMessage());
                }
                told.countDown();
            }
        });
        say("waiting");
        inbox.idle(true);
        say("told: " + told.await(10, TimeUnit.SECONDS));
        inbox.close(false);
        store.close();
        say("done");
    }

    static void smtp(String host, int port, String user, String to, String subject) throws Exception {
        Session session = session("smtp");
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(user));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "utf-8");
        message.setText("Sent by JavaMail.\n.a dot\nžluťoučký\n", "utf-8");
        message.setSentDate(new Date());
        Transport transport = session.getTransport("smtp");
        transport.connect(host, port, user, token);
        transport.sendMessage(message, message.getAllRecipients());
        transport.close();
        say("sent");
    }

    static void pop(String host, int port, String user) throws Exception {
        Store store = session("pop3s").getStore("pop3s");
        store.connect(host, port, user, token);
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        for (Message message : inbox.getMessages()) {
            say("message: " + message.getSubject());
            show(message, "");
        }
        inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
        inbox.close(true);
        store.close();
    }
}
