package chat.hearth.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// The types and functions that a source declares.
record Declarations(List<Type> types, List<Function> functions) {
    static Declarations of(JavaSource source) {
        var found = new Declarations(new ArrayList<>(), new ArrayList<>());
        new Collector().scan(source.unit(), found);
        return found;
    }

    /// A class, interface, record, enum or annotation; anonymous classes have an empty name.
    record Type(ClassTree tree, TreePath path) {
        String name() {
            return tree.getSimpleName().toString();
        }

        boolean isInterface() {
            return tree.getKind() == Tree.Kind.INTERFACE;
        }

        /// Whether it can be seen from other packages, as far as its own modifiers tell.
        boolean isPublic() {
            return tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
        }
    }

    /// A method or constructor, and the type it stands in.
    record Function(MethodTree tree, @Nullable ClassTree owner) {
        String name() {
            return tree.getName().toString();
        }

        boolean isConstructorOfRecord() {
            return tree.getReturnType() == null && owner != null && owner.getKind() == Tree.Kind.RECORD;
        }

        boolean isMarked(String annotation) {
            return tree.getModifiers().getAnnotations().stream()
                    .anyMatch(mark -> mark.getAnnotationType().toString().equals(annotation));
        }
    }

    private static final class Collector extends TreePathScanner<@Nullable Void, Declarations> {
        @Override
        public @Nullable Void visitClass(ClassTree type, Declarations found) {
            found.types().add(new Type(type, getCurrentPath()));
            return super.visitClass(type, found);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Declarations found) {
            var owner = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type ? type : null;
            found.functions().add(new Function(method, owner));
            return super.visitMethod(method, found);
        }
    }
}
