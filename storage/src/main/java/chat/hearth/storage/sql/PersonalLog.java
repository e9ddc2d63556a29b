package chat.hearth.storage.sql;

/// Numbers the changes of users' personal logs.
record PersonalLog(WriteContext context) {
    long next(long user) {
        context.handle()
                .createUpdate("UPDATE \"user\" SET pts = pts + 1 WHERE id = ?")
                .bind(0, user)
                .execute();
        long pts = new UserRows(context.handle()).pts(user);
        context.touches().user(user, pts);
        return pts;
    }
}
